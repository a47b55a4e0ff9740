using System.Collections.Immutable;

namespace MindBot.Grains.Mail;

/// <summary>What is to be written to whom. <see cref="MailOrders"/> makes them.</summary>
/// <param name="Template">One of <see cref="MailTemplateNames"/>.</param>
/// <param name="UserId">The recipient. Name and address are read when the mail is sent; without an account it is given up.</param>
/// <param name="Values">For the template's placeholders. They are forgotten once the mail is sent.</param>
/// <param name="Until">From then on the mail is of no use and is not sent any more; null: for as long as mails are tried.</param>
[GenerateSerializer, Immutable, Alias("mindbot.MailOrder")]
public sealed record MailOrder(
    [property: Id(0)] string Template, [property: Id(1)] string UserId, [property: Id(2)] ImmutableDictionary<string, string> Values,
    [property: Id(3)] DateTimeOffset? Until = null);
