using MindBot.Gateways.Mail;
using MindBot.Silo.Hosting;

namespace MindBot.WebFront.Hosting;

/// <summary>The mail server, if there is one, and the texts of the mails.</summary>
internal static class MailSetup
{
    /// <exception cref="InvalidSettingException">A template cannot be used; the message says which and why.</exception>
    public static IServiceCollection AddMail(this IServiceCollection services, FrontSettings settings)
    {
        services.AddMailer(settings.Mail);
        try
        {
            return services.AddMailTemplates(settings.CatalogFolder);
        }
        catch (InvalidOperationException wrong)
        {
            throw new InvalidSettingException(wrong.Message, wrong);
        }
    }
}
