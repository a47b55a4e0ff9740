import ts from 'typescript';
import path from 'node:path';
import { main } from './io.mjs';

// The package's parameter type of each request that we make.
const parameters = {
  'POST /v1/customers': 'CustomerCreateParams',
  'POST /v1/payment_intents': 'PaymentIntentCreateParams',
  'POST /v1/payment_intents/*/cancel': 'PaymentIntentCancelParams',
  'POST /v1/refunds': 'RefundCreateParams',
  'GET /v1/disputes': 'DisputeListParams',
  'GET /v1/prices': 'PriceListParams',
  'POST /v1/products': 'ProductCreateParams',
  'POST /v1/prices': 'PriceCreateParams',
  'POST /v1/payment_methods/*/attach': 'PaymentMethodAttachParams',
  'POST /v1/coupons': 'CouponCreateParams',
  'POST /v1/subscriptions': 'SubscriptionCreateParams',
  'POST /v1/invoices/*/pay': 'InvoicePayParams',
  'GET /v1/subscriptions/*': 'SubscriptionRetrieveParams',
  'POST /v1/subscriptions/*': 'SubscriptionUpdateParams',
  'DELETE /v1/subscriptions/*': 'SubscriptionCancelParams',
  'GET /v1/events': 'EventListParams',
};

// Form values are texts; the types want numbers and booleans. Metadata stays as it is.
const valueOf = (name, text) =>
  name.startsWith('metadata[') ? text : /^\d+$/.test(text) ? Number(text) : text === 'true' ? true : text === 'false' ? false : text;

// items[0][price]=p becomes {items: [{price: 'p'}]}.
function nested(pairs) {
  const root = {};
  for (const [name, text] of pairs) {
    const steps = name.replaceAll(']', '').split('[');
    let at = root;
    steps.forEach((step, index) => {
      const isLast = index === steps.length - 1;
      at[step] ??= isLast ? valueOf(name, text) : /^\d+$/.test(steps[index + 1]) ? [] : {};
      at = at[step];
    });
  }
  return root;
}

// One program for everything, as tsc --strict would check it. Enumerations are open in the package (any text fits); here they are closed,
// so that a value that this version does not have is an error too.
await main(async ({ requests, objects }) => {
  const lines = ["import type Stripe from 'stripe';",
    'type Partly<T> = T extends (infer U)[] ? Partly<U>[] : T extends object ? { [K in keyof T]?: Partly<T[K]> } : T;'];
  const names = [];
  const declare = (name, type, json) => {
    names[lines.length] = name;
    lines.push(`export const c${lines.length}: ${type} = ${json};`);
  };
  for (const { method, route, pairs } of requests) {
    const type = parameters[`${method} ${route}`];
    if (!type) return [`No type is known for ${method} ${route}.`];
    declare(`${method} ${route}`, `Stripe.${type}`, JSON.stringify(nested(pairs)));
  }
  for (const { type, json } of objects) declare(type, `Partly<Stripe.${type}>`, JSON.stringify(JSON.parse(json)));

  const file = path.join(import.meta.dirname, 'stripe-types.generated.ts');
  const options = {
    strict: true, noEmit: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  const openEnumerations = 'export type OtherString = string & Record<never, never>;';
  let closed = 0;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => name === file ? lines.join('\n') : readFile(name);
  host.getSourceFile = (name, languageVersion) => {
    const text = host.readFile(name);
    if (text?.includes(openEnumerations)) closed++;
    return text === undefined ? undefined
      : ts.createSourceFile(name, text.replace(openEnumerations, 'export type OtherString = never;'), languageVersion);
  };

  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((diagnostic) => {
    const { line } = source.getLineAndCharacterOfPosition(diagnostic.start);
    return `${names[line] ?? line}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
  });
  return closed === 1 ? found : ["The package's open enumerations were not found.", ...found];
});
