using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;

namespace MindBot.Gateways.Mail;

/// <summary>Makes the message: text and HTML of the same, in UTF-8.</summary>
internal static class MailComposer
{
    /// <exception cref="MailRefusedException">The recipient's address is none that can be written to.</exception>
    public static MailMessage Compose(OutgoingMail mail, MailAddress from)
    {
        var message = new MailMessage(from, Recipient(mail))
        {
            Subject = HeaderText.Line(mail.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        var html = AlternateView.CreateAlternateViewFromString(mail.Html, Encoding.UTF8, MediaTypeNames.Text.Html);
        html.TransferEncoding = TransferEncoding.QuotedPrintable;
        message.AlternateViews.Add(html);
        message.Headers["Message-ID"] = MessageId(mail.Key, from);
        // RFC 3834: nobody's absence notice answers it.
        message.Headers["Auto-Submitted"] = "auto-generated";
        return message;
    }

    /// <summary>A hash, because a key may have characters that a Message-ID may not.</summary>
    private static string MessageId(string key, MailAddress from) =>
        $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}@{new IdnMapping().GetAscii(from.Host)}>";

    /// <summary>Exactly the one address, not what a lenient parser makes of a list or of a name with an address.</summary>
    private static MailAddress Recipient(OutgoingMail mail) =>
        MailAddress.TryCreate(mail.ToAddress, HeaderText.Name(mail.ToName), Encoding.UTF8, out var recipient)
            && recipient.Address == mail.ToAddress && !mail.ToAddress.Any(char.IsControl) && recipient.User.All(char.IsAscii)
            ? recipient
            : throw new MailRefusedException("The recipient's address cannot be written to.");
}
