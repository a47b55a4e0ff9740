using MindBot.Gateways.Mail;
using MindBot.Grains.Mail;

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
            return services.AddSingleton(MailTemplates.Load(settings.CatalogFolder));
        }
        catch (InvalidOperationException wrong)
        {
            throw new InvalidSettingException(wrong.Message, wrong);
        }
    }
}
