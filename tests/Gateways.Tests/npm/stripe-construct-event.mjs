import Stripe from 'stripe';
import { main } from './io.mjs';

await main(async ({ payload, header, secret }) => new Stripe('sk_test_unused').webhooks.constructEvent(payload, header, secret));
