import vm from 'node:vm';
import { main } from '../../Gateways.Tests/npm/io.mjs';
import { block, blocks } from './guide.mjs';
import { Room } from './livekit-stand-in.mjs';

// Runs the guide's JavaScript for web pages as it stands, against a running server. Stand-ins are only: the browser, Stripe.js (which pays
// at the server's simulated Stripe), LiveKit's client (which joins the simulated LiveKit), the ad network, and the page's own functions.
const forServers = 'Stripe Webhook Handler';
const ofThePage = [
  'updateUIWithPersona', 'updateBalanceDisplay', 'updateCostInfo', 'setupAdDisplay', 'renderTimeCards', 'updateSubscriptionStatus',
  'updateSubscriptionDisplay', 'applyCostReduction', 'addFreeTime', 'showRewardMessage', 'addPersonaToList', 'updateConnectionStatus',
  'updateParticipantStatus',
];

await main(async ({ baseAddress, accessToken, publishableKey, persona, steps }) => {
  const fetched = [];
  const page = [];
  const stored = new Map(accessToken ? [['access_token', accessToken]] : []);
  const context = vm.createContext({
    fetch: fetchFromServer,
    localStorage: { getItem: (name) => stored.get(name) ?? null, setItem: (name, value) => stored.set(name, String(value)) },
    console: new console.Console(process.stderr),
    Audio: class { play() { this.plays = true; } },
    MediaStream: class { constructor(tracks) { this.tracks = tracks; } },
    audioElements: {},
    Stripe: stripeInBrowser,
    elements: { getElement: (kind) => ({ kind }) },
    CardElement: 'card',
    LivekitRoom: Room,
    currentPersona: persona,
    displayAd: async (adType) => ({ adId: `${adType}_${Math.random().toString(36).slice(2)}`, viewDuration: 30 }),
    ...Object.fromEntries(ofThePage.map((name) => [name, (...values) => { page.push({ function: name, arguments: values }); }])),
  });
  const standIns = new Set(Object.keys(context));
  for (const { heading, code } of blocks('javascript').filter((one) => one.heading !== forServers))
    vm.runInContext(code, context, { filename: `api-guide.md: ${heading}`, importModuleDynamically: importInBrowser });

  const outcomes = [];
  const live = [];
  for (const step of steps) {
    const outcome = {};
    try {
      live.push(await play(step));
      outcome.returned = live.at(-1);
    } catch (error) {
      live.push(undefined);
      outcome.threw = String(error);
    }
    outcomes.push(outcome);
  }
  const functions = Object.keys(context).filter((name) => !standIns.has(name));
  return { functions, outcomes, fetched, page, stored: Object.fromEntries(stored), audioElements: context.audioElements };

  // An argument may be what an earlier step returned.
  function play(step) {
    const given = (step.arguments ?? []).map((argument) => (typeof argument?.step === 'number' ? live[argument.step] : argument));
    if (step.request) return request(step.request);
    if (step.emit) return given[0].emit(step.emit, ...given.slice(1));
    return context[step.function](...given);
  }

  // What the guide shows as a bare request, without a body.
  async function request(heading) {
    const [line, ...headers] = block(heading, 'http').replace('{access_token}', stored.get('access_token')).trim().split('\n');
    const [method, path] = line.split(' ');
    return (await fetchFromServer(path, { method, headers: headers.map((header) => header.split(': ')) })).json();
  }

  async function fetchFromServer(path, options = {}) {
    const answer = await fetch(new URL(path, baseAddress), options);
    fetched.push({ request: `${options.method ?? 'GET'} ${path}`, status: answer.status });
    return answer;
  }

  async function importInBrowser(name) {
    if (name !== 'livekit-client') throw new Error(`The guide imports ${name}.`);
    const module = new vm.SyntheticModule(['Room'], function () { this.setExport('Room', Room); }, { context });
    await module.link(() => { throw new Error('It imports nothing.'); });
    await module.evaluate();
    return module;
  }

  // The guide's key is a placeholder for the account's own; the card that the buyer types is Visa's test card.
  function stripeInBrowser(key) {
    if (typeof key !== 'string' || !key.startsWith('pk_')) throw new Error(`Stripe was given ${key}.`);
    return {
      async confirmCardPayment(clientSecret, data) {
        const intent = clientSecret.split('_secret')[0];
        const body = new URLSearchParams({ key: publishableKey, client_secret: clientSecret });
        if (data?.payment_method?.card) body.set('payment_method', 'pm_card_visa');
        const answer = await fetch(new URL(`/dev/stripe/v1/payment_intents/${intent}/confirm`, baseAddress), { method: 'POST', body });
        const json = await answer.json();
        return answer.ok ? { paymentIntent: json } : { error: json.error };
      },
    };
  }
});
