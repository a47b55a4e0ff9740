import { createRequire } from 'node:module';
import vm from 'node:vm';
import Stripe from 'stripe';
import { main } from '../../Gateways.Tests/npm/io.mjs';
import { block } from './guide.mjs';

// Runs the guide's webhook server as it stands, on the real express and Stripe packages, and posts deliveries to it.
const leftToTheReader = ['handlePaymentFailure', 'handleSubscriptionCreated', 'handleSubscriptionUpdated', 'handleSubscriptionDeleted'];

await main(async ({ deliveries, secretKey, webhookSecret }) => {
  const handled = [];
  const log = [];
  const said = (...values) => { log.push(values.join(' ')); };
  const context = vm.createContext({
    require: createRequire(import.meta.url),
    process: { env: { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } },
    console: { log: said, error: said },
    ...Object.fromEntries(leftToTheReader.map((name) => [name, async (object) => { handled.push({ function: name, id: object.id }); }])),
  });
  vm.runInContext(block('Stripe Webhook Handler', 'javascript'), context, { filename: 'api-guide.md: Stripe Webhook Handler' });

  const server = vm.runInContext('app', context).listen(0, '127.0.0.1');
  await new Promise((listening) => { server.once('listening', listening); });
  const post = async (payload, signature) => {
    const answer = await fetch(`http://127.0.0.1:${server.address().port}/webhooks/stripe`,
      { method: 'POST', headers: { 'Content-Type': 'application/json', 'Stripe-Signature': signature }, body: payload });
    return { status: answer.status, body: await answer.text() };
  };

  const simulated = [];
  for (const { payload, signature } of deliveries) simulated.push(await post(payload, signature));
  const [{ payload }] = deliveries;
  const stripe = new Stripe(secretKey);
  const official = await post(payload, stripe.webhooks.generateTestHeaderString({ payload, secret: webhookSecret }));
  const forged = await post(payload, stripe.webhooks.generateTestHeaderString({ payload, secret: 'whsec_of_somebody_else' }));
  server.close();
  server.closeAllConnections();
  return { simulated, official, forged, handled, log };
});
