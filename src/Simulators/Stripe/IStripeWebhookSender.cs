using System.Net;

namespace MindBot.Simulators.Stripe;

/// <summary>
/// How an event gets to its receiver. A callback and no task, so that a simulation on one thread decides where things go on.
/// </summary>
public interface IStripeWebhookSender
{
    /// <summary>Begins an attempt. The next event waits until it is done.</summary>
    /// <param name="done">
    /// Called once, now or later, with the receiver's answer; null when there was none. Nothing of the receiver is waited for inside it.
    /// </param>
    void Send(StripeDelivery delivery, Action<HttpStatusCode?> done);
}
