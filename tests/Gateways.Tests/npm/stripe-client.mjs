import Stripe from 'stripe';
import { main } from './io.mjs';

await main(async ({ port, key }) => {
  const client = (apiKey) => new Stripe(apiKey, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });
  const stripe = client(key);
  const order = {
    amount: 4499,
    currency: 'usd',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    metadata: { user_id: 'u1' },
  };
  const failure = async (call) => {
    try {
      await call();
      return 'no error';
    } catch (error) {
      return [error.type, error.decline_code ?? error.code].filter(Boolean).join(' ');
    }
  };

  const created = await stripe.paymentIntents.create(order, { idempotencyKey: 'k1' });
  const confirmed = await stripe.paymentIntents.confirm(created.id, { payment_method: 'pm_card_visa' });
  const declined = await failure(() => stripe.paymentIntents.create(
    { ...order, confirm: true, payment_method: 'pm_card_chargeDeclinedInsufficientFunds' }));
  const refused = await failure(() => stripe.paymentIntents.create({ ...order, payment_method_types: ['card'] }));
  const reused = await failure(() => stripe.paymentIntents.create({ ...order, amount: 999 }, { idempotencyKey: 'k1' }));
  const unauthenticated = await failure(() => client('sk_test_wrong').paymentIntents.retrieve(created.id));
  const canceled = await stripe.paymentIntents.cancel((await stripe.paymentIntents.create(order)).id);
  await stripe.paymentIntents.create(order);
  await stripe.paymentIntents.create(order);

  // The package pages through lists by itself.
  const listed = [];
  for await (const intent of stripe.paymentIntents.list({ limit: 2 })) listed.push(intent.id);
  const events = await stripe.events.list({ types: ['payment_intent.succeeded'], limit: 1 });

  return {
    created: created.status,
    confirmed: confirmed.status,
    declined,
    refused,
    reused,
    unauthenticated,
    canceled: canceled.status,
    metadata: confirmed.metadata.user_id,
    listed: new Set(listed).size,
    event: events.data[0].type,
  };
});
