import { readFile } from 'node:fs/promises';
import vm from 'node:vm';

// Runs an example of docs/api-guide.md as it stands: a function of its JavaScript blocks or the request of an HTTP block. Only the
// browser is a stand-in, and Stripe.js, whose payments go to the server's simulated Stripe.
const scriptHeadings = ['Time Card Purchase with Stripe', 'Managing Subscription'];

let input = '';
for await (const chunk of process.stdin) input += chunk;
const { baseAddress, accessToken, publishableKey, step } = JSON.parse(input);
const guide = await readFile(new URL('../../../docs/api-guide.md', import.meta.url), 'utf8');

const fetched = [];
const page = [];
const context = vm.createContext({
  fetch: fetchFromServer,
  localStorage: { getItem: (name) => (name === 'access_token' ? accessToken : null) },
  Stripe: stripeInBrowser,
  elements: { getElement: (kind) => ({ kind }) },
  CardElement: 'card',
  updateSubscriptionStatus: shown('updateSubscriptionStatus'),
  updateSubscriptionDisplay: shown('updateSubscriptionDisplay'),
  console: new console.Console(process.stderr),
});
const standIns = new Set(Object.keys(context));
for (const heading of scriptHeadings) vm.runInContext(block(heading, 'javascript'), context, { filename: `api-guide.md: ${heading}` });

const outcome = { ...step };
try {
  outcome.returned = step.request ? await request(step.request) : await context[step.function](...step.arguments);
} catch (error) {
  outcome.threw = String(error);
}
const functions = Object.keys(context).filter((name) => !standIns.has(name));
console.log(JSON.stringify({ functions, outcome, fetched, page }));

function block(heading, language) {
  const section = guide.split(/^(?=#{2,3} )/m).find((text) => text.startsWith(`### ${heading}\n`));
  const found = [...(section ?? '').matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(([, of]) => of === language).map(([, , text]) => text);
  if (found.length === 0) throw new Error(`The guide has no ${language} under "${heading}".`);
  return found.join('\n');
}

// What the guide shows as a bare request, without a body.
async function request(heading) {
  const [line, ...headers] = block(heading, 'http').replace('{access_token}', accessToken).trim().split('\n');
  const [method, path] = line.split(' ');
  return (await fetchFromServer(path, { method, headers: headers.map((header) => header.split(': ')) })).json();
}

async function fetchFromServer(path, options = {}) {
  const answer = await fetch(new URL(path, baseAddress), options);
  fetched.push({ request: `${options.method ?? 'GET'} ${path}`, body: options.body && JSON.parse(options.body), status: answer.status });
  return answer;
}

function shown(name) {
  return (...values) => { page.push({ function: name, arguments: values }); };
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
