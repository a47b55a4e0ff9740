import * as protocol from '@livekit/protocol';
import { main } from './io.mjs';

// Each message is read strictly (unknown fields are errors) and written in both spellings that LiveKit's servers use:
// camelCase without zero values (webhooks), snake_case with them (answers).
await main(async (messages) => messages.map(({ type, json }) => {
  try {
    const message = protocol[type].fromJson(json);
    return {
      camel: message.toJsonString(),
      snake: message.toJsonString({ useProtoFieldName: true, emitDefaultValues: true }),
    };
  } catch (error) {
    return { error: error.message };
  }
}));
