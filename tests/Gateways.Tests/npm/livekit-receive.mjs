import { WebhookReceiver } from 'livekit-server-sdk';
import { WebhookEvent } from '@livekit/protocol';
import { main } from './io.mjs';

// Strictly as well, as the SDK does not: an unknown field would be an error.
await main(async ({ key, secret, events }) => Promise.all(events.map(async ({ body, authorization }) => {
  try {
    const received = await new WebhookReceiver(key, secret).receive(body, authorization);
    WebhookEvent.fromJson(JSON.parse(body));
    return [received.event, received.room?.sid, received.participant?.sid ?? null, received.participant?.disconnectReason ?? null,
      received.track?.source ?? null, received.id.startsWith('EV_') && received.createdAt > 1_700_000_000n].join(' ');
  } catch (error) {
    return error.message;
  }
})));
