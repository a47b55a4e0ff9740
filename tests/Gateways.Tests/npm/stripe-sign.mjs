import Stripe from 'stripe';
import { main } from './io.mjs';

await main(async ({ payload, secret, timestamp }) =>
  new Stripe('sk_test_unused').webhooks.generateTestHeaderString({ payload, secret, timestamp }));
