namespace MindBot.Simulators.Stripe.Webhooks;

/// <param name="Attempt">Which one comes next, from 1.</param>
/// <param name="IsRepetition">Sent although the event has arrived: its outcome changes nothing.</param>
internal sealed record QueuedEvent(string Id, int Attempt, bool IsRepetition = false);
