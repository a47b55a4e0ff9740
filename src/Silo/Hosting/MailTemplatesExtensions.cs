using Microsoft.Extensions.DependencyInjection;
using MindBot.Grains.Mail;

namespace MindBot.Silo.Hosting;

/// <summary>The texts of the mails that the grains send.</summary>
public static class MailTemplatesExtensions
{
    /// <exception cref="InvalidOperationException">A template cannot be used; the message says which and why.</exception>
    public static IServiceCollection AddMailTemplates(this IServiceCollection services, string catalogFolder) =>
        services.AddSingleton(MailTemplates.Load(catalogFolder));

    /// <summary>Reads them and forgets them again.</summary>
    /// <exception cref="InvalidOperationException">A template cannot be used; the message says which and why.</exception>
    public static void CheckMailTemplates(string catalogFolder) => MailTemplates.Load(catalogFolder);
}
