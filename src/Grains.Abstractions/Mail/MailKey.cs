namespace MindBot.Grains.Mail;

/// <summary>Keys of mails: <c>{kind}:{id}</c>. They are logged, so an id must not be a secret.</summary>
public static class MailKey
{
    /// <param name="cardId">The card that was paid.</param>
    public static string Payment(string cardId) => $"payment:{cardId}";

    /// <param name="refundId">The payment provider's id of the refund: a card may be refunded in parts.</param>
    public static string Refund(string refundId) => $"refund:{refundId}";

    /// <param name="requestId">An id of the request, never the secret in the link.</param>
    public static string PasswordReset(string requestId) => $"password_reset:{requestId}";
}
