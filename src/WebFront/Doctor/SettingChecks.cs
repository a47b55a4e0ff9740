using Microsoft.Extensions.Options;
using MindBot.Gateways.Mail;
using MindBot.Silo.Hosting;
using MindBot.Silo.Storage;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Hosting;
using MindBot.WebFront.Limits;
using MindBot.WebFront.Personas;

namespace MindBot.WebFront.Doctor;

/// <summary>The settings that need nobody else to be judged: each that would stop the start gets a line.</summary>
internal static class SettingChecks
{
    private const string Subject = "settings";

    public static IEnumerable<Finding> Run(IConfiguration configuration, IHostEnvironment environment)
    {
        Action[] checks =
        [
            () => StorageSettings.Read(configuration, environment.IsDevelopment()),
            () => FrontSettings.ReadIsFrontOnly(configuration),
            () => FrontSettings.ReadOrigins(configuration),
            () => LimitSettings.Read(configuration),
            () => PricingCatalog.Load(FrontSettings.ReadCatalogFolder(configuration), environment.IsDevelopment()),
            () => CouponCatalog.Load(FrontSettings.ReadCatalogFolder(configuration)),
            () => PlanCatalog.Load(FrontSettings.ReadCatalogFolder(configuration)),
            () => PersonaCatalog.Load(FrontSettings.ReadCatalogFolder(configuration)),
            () => PersonaPrompt.Load(FrontSettings.ReadCatalogFolder(configuration)),
            () => MailOptions.Read(configuration),
            () => MailTemplatesExtensions.CheckMailTemplates(FrontSettings.ReadCatalogFolder(configuration)),
            () => FrontSettings.ReadAdminKey(configuration),
            () => CheckSilo(configuration),
        ];
        var wrong = checks.Select(Trouble).OfType<string>().ToList();
        return wrong.Count > 0
            ? wrong.Select(text => Finding.Fail(Subject, text))
            : [Finding.Ok(Subject, $"environment {environment.EnvironmentName}; the catalog can be sold from")];
    }

    private static string? Trouble(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or OptionsValidationException)
        {
            return wrong.Message;
        }
    }

    /// <summary>What the silo checks as it starts, without starting it.</summary>
    private static void CheckSilo(IConfiguration configuration)
    {
        using var services = new ServiceCollection()
            .AddSingleton(configuration).AddMindBotSilo(new StorageLocation(StorageSettings.ReadDataFolder(configuration))).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    }
}
