import createClient from 'openapi-fetch';
import type { components, paths } from './api.js';

// The guide's main path, with a client that was made from the API document.
export async function story(baseUrl: string) {
  const api = createClient<paths>({ baseUrl });

  const { data: signedIn, error: notSignedIn } = await api.POST('/auth/register', {
    body: { email: 'client@example.com', password: 'secure_password', full_name: 'John Doe' },
  });
  if (!signedIn) throw new Error(notSignedIn.detail);
  api.use({
    onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${signedIn.access_token}`);
      return request;
    },
  });

  const start = { session_id: 'session_123456', room_name: 'voice_room_abc' };
  const { error } = await api.POST('/time/session/start', { body: start });
  if (!error) throw new Error('There was nothing to talk away.');
  const refused: 'insufficient_balance' | string = error.code;

  const { data: pricing } = await api.GET('/time/pricing');
  const tier: components['schemas']['PricingTier'] | undefined = pricing?.pricing_tiers.find((one) => one.hours === 5);
  if (!tier) throw new Error('Five hours are not on sale.');
  const { data: bought, error: notBought } = await api.POST('/time/purchase', {
    params: { header: { 'Idempotency-Key': 'first' } },
    body: { package_id: tier.id, payment_method_id: 'pm_card_visa', save_payment_method: false },
  });
  if (!bought) throw new Error(notBought.detail);
  const status: 'active' | 'paid' | 'pending_payment' | 'exhausted' | 'expired' | 'refunded' | 'disputed' | 'frozen' = bought.time_card.status;
  if (status !== 'active') throw new Error(status);

  await api.POST('/time/session/start', { body: start });
  const { data: ended } = await api.POST('/time/session/end', { body: { session_id: start.session_id, duration_seconds: 900 } });
  const { data: history } = await api.GET('/time/sessions', { params: { query: { limit: 50 } } });
  const { data: balance } = await api.GET('/time/balance');

  // What the document does not have does not compile.
  // @ts-expect-error There is no such address.
  await api.GET('/time/purchases').catch(() => undefined);
  // @ts-expect-error A package is named by a text.
  const wrong: components['schemas']['PurchaseRequestBody'] = { package_id: 5 };
  // @ts-expect-error It is called expires_at.
  void balance?.time_cards[0]?.expiration;

  return {
    bought: bought.package.total_minutes,
    cost: ended?.cost_minutes,
    left: balance?.balance.total_minutes,
    session: history?.sessions[0]?.session_id,
    refused,
    wrong: typeof wrong,
  };
}
