import Stripe from 'stripe';
import { main } from './io.mjs';

// As a webhook receiver with Stripe's package takes them in.
await main(async ({ deliveries, secret }) => deliveries.map(({ payload, header }) => {
  const event = new Stripe('sk_test_unused').webhooks.constructEvent(payload, header, secret);
  return `${event.type} ${event.data.object.object}`;
}));
