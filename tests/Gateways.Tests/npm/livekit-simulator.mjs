import { DataPacket_Kind, RoomServiceClient } from 'livekit-server-sdk';
import { ListParticipantsResponse, Room } from '@livekit/protocol';
import { main } from './io.mjs';

await main(async ({ url, key, secret, room }) => {
  const client = new RoomServiceClient(url, key, secret);
  const failure = async (call) => {
    try {
      await call();
      return 'no error';
    } catch (error) {
      return `${error.status} ${error.code ?? ''}`.trim();
    }
  };

  const created = await client.createRoom({
    name: 'made', emptyTimeout: 60, departureTimeout: 30, maxParticipants: 5, agents: [{ agentName: 'mindbot', metadata: 'oak' }],
  });
  const listed = await client.listRooms(['made', 'none']);
  const participants = await client.listParticipants(room);
  await client.sendData(room, new TextEncoder().encode('hello'), DataPacket_Kind.RELIABLE, {
    destinationIdentities: ['u1'], topic: 'mindbot.balance',
  });
  await client.removeParticipant(room, 'u1');
  await client.deleteRoom('made');

  // Strictly, as the SDK does not: an unknown field would be an error.
  const raw = async (method, body, grant) => (await fetch(`${url}/twirp/livekit.RoomService/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(await client.authHeader(grant)) },
    body: JSON.stringify(body),
  })).json();
  Room.fromJson(await raw('CreateRoom', { name: 'strict' }, { roomCreate: true }));
  ListParticipantsResponse.fromJson(await raw('ListParticipants', { room }, { roomAdmin: true, room }));

  return {
    created: [created.name, created.emptyTimeout, created.departureTimeout, created.maxParticipants],
    isDated: created.creationTime > 1_700_000_000n,
    listed: listed.map((found) => found.sid === created.sid),
    participants: participants.map((p) => [p.identity, p.state, p.kind, p.isPublisher, p.tracks.length, p.joinedAt > 1_700_000_000n]),
    left: (await client.listParticipants(room)).length,
    deletedAgain: await failure(() => client.deleteRoom('made')),
    removedAgain: await failure(() => client.removeParticipant(room, 'u1')),
    sentToNone: await failure(() => client.sendData('none', new Uint8Array(1), DataPacket_Kind.RELIABLE, {})),
    wrongSecret: await failure(() => new RoomServiceClient(url, key, 'another').listRooms()),
  };
});
