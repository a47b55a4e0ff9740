import { createHash } from 'node:crypto';
import { AccessToken, WebhookReceiver } from 'livekit-server-sdk';
import { main } from './io.mjs';

// Signs bodies as LiveKit's servers do, and receives signed ones as their users do.
await main(async ({ key, secret, bodies, deliveries }) => {
  const sign = (body) => {
    const token = new AccessToken(key, secret, { ttl: '5m' });
    token.sha256 = createHash('sha256').update(body).digest('base64');
    return token.toJwt();
  };
  const receive = async ({ body, authorization }) => {
    try {
      return (await new WebhookReceiver(key, secret).receive(body, authorization)).toJson();
    } catch (error) {
      return { error: error.message };
    }
  };
  return { signed: await Promise.all(bodies.map(sign)), received: await Promise.all(deliveries.map(receive)) };
});
