using System.Collections.Frozen;
using System.Text;
using MindBot.Gateways.Mail;

namespace MindBot.Grains.Mail;

/// <summary>The texts of all mails, read once.</summary>
public sealed class MailTemplates
{
    private readonly FrozenDictionary<string, MailTemplate> byName;

    private MailTemplates(FrozenDictionary<string, MailTemplate> byName) => this.byName = byName;

    /// <param name="catalogFolder">The folder of the catalog; the templates are in <c>mail/</c> there.</param>
    /// <exception cref="InvalidOperationException">
    /// A file is missing, or a placeholder is missing or unknown; the message says which.
    /// </exception>
    public static MailTemplates Load(string catalogFolder)
    {
        var folder = Path.Combine(catalogFolder, "mail");
        return new(MailTemplateNames.Values.ToFrozenDictionary(known => known.Key, known => new MailTemplate(
            Subject(folder, known.Key, known.Value), Body(folder, known.Key, "txt", known.Value), Body(folder, known.Key, "html", known.Value))));
    }

    /// <returns>Null when there is no such mail, or the order lacks a value of it.</returns>
    public OutgoingMail? Write(string key, MailOrder order, string toAddress, string toName)
    {
        if (!byName.TryGetValue(order.Template, out var template)) return null;
        if (!MailTemplateNames.Values[order.Template].All(order.Values.ContainsKey)) return null;
        var values = order.Values.SetItem(MailTemplateNames.RecipientName, toName);
        return new OutgoingMail
        {
            Key = key,
            ToAddress = toAddress,
            ToName = toName,
            Subject = MailTemplate.Fill(template.Subject, values),
            Text = MailTemplate.Fill(template.Text, values),
            Html = MailTemplate.FillHtml(template.Html, values),
        };
    }

    private static string Subject(string folder, string name, string[] values)
    {
        var (path, text) = Read(folder, name, "subject", values);
        var subject = text.Trim();
        return subject.Length > 0 && !subject.Any(char.IsControl) ? subject : throw Wrong(path, "it must be one line");
    }

    /// <summary>A text without one of its values would leave the reader without what the mail is for.</summary>
    private static string Body(string folder, string name, string extension, string[] values)
    {
        var (path, text) = Read(folder, name, extension, values);
        var missing = values.Except(MailTemplate.PlaceholdersOf(text)).Select(value => $"{{{{{value}}}}}").ToList();
        return missing.Count == 0 ? text : throw Wrong(path, $"it lacks {string.Join(", ", missing)}");
    }

    private static (string Path, string Text) Read(string folder, string name, string extension, string[] values)
    {
        var path = Path.Combine(folder, $"{name}.{extension}");
        string text;
        try
        {
            text = File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw Wrong(path, unreadable.Message, unreadable);
        }

        string[] known = [.. values, MailTemplateNames.RecipientName];
        var unknown = MailTemplate.PlaceholdersOf(text).Except(known).FirstOrDefault();
        return unknown switch
        {
            null => (path, text),
            "" => throw Wrong(path, $"it has braces that are no placeholder such as {{{{{known[0]}}}}}"),
            _ => throw Wrong(path, $"it has {{{{{unknown}}}}}, but there is only {string.Join(", ", known.Select(value => $"{{{{{value}}}}}"))}"),
        };
    }

    private static InvalidOperationException Wrong(string path, string what, Exception? inner = null) =>
        new($"The mail template {path} cannot be used: {what}", inner);
}
