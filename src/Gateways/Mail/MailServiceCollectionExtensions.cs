using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MindBot.Gateways.Mail;

public static class MailServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IMailer"/>.</summary>
    /// <param name="options">Null: there is no mail server, and nothing is sent.</param>
    public static IServiceCollection AddMailer(this IServiceCollection services, MailOptions? options) => options is null
        ? services.AddSingleton<IMailer, NoMailer>()
        : services.AddSingleton<IMailer>(provider => new SmtpMailer(
            options, provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None));
}
