// As much of livekit-client's Room as the guide uses. It joins the simulated LiveKit, which has no media.
export class Room {
  #listeners = new Map();
  participant;
  microphone = false;

  constructor(options = {}) { this.options = options; }

  on(event, listener) {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return this;
  }

  emit(event, ...values) { for (const listener of this.#listeners.get(event) ?? []) listener(...values); }

  async connect(url, token) {
    if (!/^wss?:/.test(url)) throw new Error(`LiveKit is not at ${url}.`);
    this.emit('connectionStateChanged', 'connecting');
    const answer = await fetch(`${url.replace(/^ws/, 'http')}/join`,
      { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token }) });
    if (!answer.ok) throw new Error(`LiveKit: ${answer.status} ${await answer.text()}`);
    this.participant = await answer.json();
    this.emit('connectionStateChanged', 'connected');
  }

  localParticipant = { enableMicrophone: async () => { this.microphone = true; } };

  toJSON() { return { ...this.participant, microphone: this.microphone, options: this.options }; }
}
