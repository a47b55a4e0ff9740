import { TokenVerifier } from 'livekit-server-sdk';
import { main } from './io.mjs';

await main(async ({ key, secret, jwt }) => {
  try {
    const claims = await new TokenVerifier(key, secret).verify(jwt);
    const roomConfig = claims.roomConfig?.toJson?.() ?? claims.roomConfig;
    return { ...claims, roomConfig };
  } catch (error) {
    return { error: error.message };
  }
});
