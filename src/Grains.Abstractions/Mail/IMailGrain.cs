using Orleans.Concurrency;

namespace MindBot.Grains.Mail;

/// <summary>
/// One e-mail; key: <see cref="MailKey"/>. It is tried until the mail server has taken it, for three days at most, and nobody waits for it.
/// </summary>
/// <remarks>
/// At least once, hardly ever twice: a crash between the mail server's "taken" and our note of it sends the mail again. The second one has the same
/// Message-ID, made from the key, by which receivers drop it.
/// </remarks>
[Alias("mindbot.IMailGrain")]
public interface IMailGrain : IGrainWithStringKey
{
    /// <summary>
    /// Orders the mail. A repeat changes nothing, whatever it asks for: order again when in doubt, for an order can be lost on its way.
    /// Without a mail server it is skipped.
    /// </summary>
    [Alias("Send"), OneWay]
    Task Send(MailOrder order);

    /// <summary>
    /// As <see cref="Send"/>, but answers when the order cannot be lost any more. Not for grains that a mail asks, such as the recipient's own.
    /// </summary>
    [Alias("Order")]
    Task Order(MailOrder order);
}
