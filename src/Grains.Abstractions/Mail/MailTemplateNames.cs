using System.Collections.Frozen;

namespace MindBot.Grains.Mail;

/// <summary>The mails that there are; each is a set of files <c>catalog/mail/{template}.{subject|txt|html}</c>.</summary>
public static class MailTemplateNames
{
    public const string PaymentConfirmation = "payment_confirmation";

    /// <summary>The payment confirmation of a card that is to be given away: it has the activation code.</summary>
    public const string GiftConfirmation = "gift_confirmation";

    public const string RefundConfirmation = "refund_confirmation";

    public const string PasswordReset = "password_reset";

    /// <summary>The recipient's name, a value that every template has.</summary>
    public const string RecipientName = "name";

    /// <summary>Each template with the values that its orders have.</summary>
    public static readonly FrozenDictionary<string, string[]> Values = new Dictionary<string, string[]>
    {
        [PaymentConfirmation] = ["package", "minutes", "amount", "card_id"],
        [GiftConfirmation] = ["package", "minutes", "amount", "card_id", "code"],
        [RefundConfirmation] = ["package", "amount", "card_id"],
        [PasswordReset] = ["link"],
    }.ToFrozenDictionary();
}
