import Stripe from 'stripe';
import { main } from './io.mjs';

// Stripe's own package, unchanged, through a whole account: customers, subscriptions, refunds, coupons, events.
await main(async ({ port, key }) => {
  const stripe = new Stripe(key, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });
  const failure = async (call) => {
    try {
      await call();
      return 'no error';
    } catch (error) {
      return [error.type, error.code, error.param].filter(Boolean).join(' ');
    }
  };

  const customer = await stripe.customers.create({ email: 'a@example.com', metadata: { user_id: 'u1' } });
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: card.id } });
  const cards = await stripe.customers.listPaymentMethods(customer.id);

  const price = await stripe.prices.create({
    currency: 'usd', unit_amount: 4499, recurring: { interval: 'month' }, lookup_key: 'pro', product_data: { name: 'Pro' },
  });
  const found = await stripe.prices.list({ lookup_keys: ['pro'], active: true, expand: ['data.product'] });
  const coupon = await stripe.coupons.create({ percent_off: 25, duration: 'once', max_redemptions: 1 });
  const code = await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'WELCOME25' });
  const codes = await stripe.promotionCodes.list({ code: 'welcome25', active: true });

  const order = { customer: customer.id, items: [{ price: price.id }], expand: ['latest_invoice.confirmation_secret', 'latest_invoice.payments'] };
  const subscription = await stripe.subscriptions.create({
    ...order, payment_behavior: 'default_incomplete', discounts: [{ promotion_code: code.id }], metadata: { card: 'c1' },
  });
  const invoice = await stripe.invoices.pay(subscription.latest_invoice.id, { payment_method: card.id, off_session: false });
  const active = await stripe.subscriptions.retrieve(subscription.id);
  const ending = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  const canceled = await stripe.subscriptions.cancel(subscription.id, { cancellation_details: { comment: 'bye' } });

  const paid = await stripe.paymentIntents.create({
    amount: 2000, currency: 'usd', customer: customer.id, payment_method: card.id, off_session: true, confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' }, expand: ['latest_charge'],
  });
  const refund = await stripe.refunds.create({ payment_intent: paid.id, amount: 500, metadata: { why: 'slow' } });
  const tooMuch = await failure(() => stripe.refunds.create({ payment_intent: paid.id, amount: 5000 }));
  await stripe.refunds.create({ payment_intent: paid.id });
  const again = await failure(() => stripe.refunds.create({ payment_intent: paid.id }));
  const charge = await stripe.charges.retrieve(paid.latest_charge.id);

  const disputed = await stripe.paymentIntents.create({
    amount: 2000, currency: 'usd', confirm: true, payment_method: 'pm_card_createDispute',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  const disputes = await stripe.disputes.list({ payment_intent: disputed.id });

  // The package pages through lists by itself.
  const types = [];
  for await (const event of stripe.events.list({ types: ['invoice.paid', 'charge.refunded', 'customer.subscription.deleted'], limit: 1 })) types.push(event.type);
  const deleted = await stripe.customers.del(customer.id);

  return {
    cards: cards.data.map((saved) => saved.card.last4),
    found: found.data.map((one) => [one.id === price.id, one.product.name]),
    codes: codes.data.map((one) => one.promotion.coupon === coupon.id),
    incomplete: [subscription.status, subscription.latest_invoice.amount_due, subscription.latest_invoice.confirmation_secret.type,
      subscription.latest_invoice.payments.data[0].payment.type],
    invoice: [invoice.status, invoice.parent.subscription_details.metadata.card],
    active: [active.status, active.items.data[0].current_period_end > active.items.data[0].current_period_start],
    ending: [ending.cancel_at_period_end, ending.cancel_at === ending.items.data[0].current_period_end],
    canceled: [canceled.status, canceled.cancellation_details.comment],
    refund: [refund.status, refund.amount, charge.amount_refunded, charge.refunded],
    refused: [tooMuch, again],
    disputes: disputes.data.map((dispute) => dispute.status),
    types,
    deleted: deleted.deleted,
    unknown: await failure(() => stripe.customers.create({ nickname: 'x' })),
    missing: await failure(() => stripe.subscriptions.retrieve('sub_none')),
  };
});
