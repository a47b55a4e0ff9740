using MindBot.Silo.Hosting;
using MindBot.WebFront.Admin;
using MindBot.WebFront.Ads;
using MindBot.WebFront.Analytics;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Coupons;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Health;
using MindBot.WebFront.Idempotency;
using MindBot.WebFront.Json;
using MindBot.WebFront.Ledgers;
using MindBot.WebFront.Limits;
using MindBot.WebFront.OpenApi;
using MindBot.WebFront.Overload;
using MindBot.WebFront.Payments;
using MindBot.WebFront.Personas;
using MindBot.WebFront.Security;
using MindBot.WebFront.Subscriptions;
using MindBot.WebFront.TimeCards;
using MindBot.WebFront.Users;
using MindBot.WebFront.VoiceRooms;
using MindBot.WebFront.VoiceSessions;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.Hosting;

/// <summary>The whole server: silo, storage, front and simulators in one process.</summary>
public static class FrontApplication
{
    /// <param name="args">The command line: <c>--urls</c>, <c>--data</c>, and any setting.</param>
    /// <param name="configure">Changes services before the application is built; for tests and benchmarks.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? configure = null)
    {
        var builder = CreateBuilder(args);
        var settings = FrontSettings.Read(builder.Configuration, builder.Environment);
        builder.UseLimitedKestrel(settings.Limits);
        builder.Logging.AddOneLineMessages();

        builder.Services
            .AddGrains(settings)
            .AddStripe(settings)
            .AddLiveKit(settings)
            .AddMail(settings)
            .AddWallClock()
            .AddSingleton<OwnAddress>()
            .AddSingleton<PaymentEvents>()
            .AddSingleton<PaymentMetrics>()
            .AddSingleton<PaymentEventTries>()
            .AddSingleton<PaymentCatchUp>()
            .AddHostedService(provider => provider.GetRequiredService<PaymentCatchUp>())
            .AddSingleton(settings)
            .AddSingleton(settings.Limits)
            .AddSingleton<FrontLimits>()
            .AddSingleton<CouponLookup>()
            .AddSingleton<RoomTokens>()
            .AddSingleton<SignIn>()
            .AddSingleton<PasswordCheck>()
            .AddSingleton<AccountDeletions>()
            .AddSingleton<BalanceStreams>()
            .AddSingleton(PricingCatalog.Load(settings.CatalogFolder, settings.IsDevelopment))
            .AddSingleton(CouponCatalog.Load(settings.CatalogFolder))
            .AddSingleton(PlanCatalog.Load(settings.CatalogFolder))
            .AddSingleton(AdCatalog.Load(settings.CatalogFolder))
            .AddSingleton(PersonaCatalog.Load(settings.CatalogFolder))
            .AddSingleton(PersonaPrompt.Load(settings.CatalogFolder))
            .AddSingleton<PersonaLookup>()
            .AddSingleton<PersonaSessions>()
            .AddSingleton<MergedTallies>()
            .AddSingleton<IPersonaStandings, PersonaStandings>()
            .AddApiJson()
            .AddProblems()
            .AddOverloadProtection(settings.Limits)
            .AddSecurity(settings.AuthKey)
            .AddCorsOrigins(settings)
            .AddApiDocument()
            .AddTelemetry(builder.Configuration);
        if (settings.AdminKey is { } admin) builder.Services.AddSingleton(admin);
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseDocsPage();
        app.UseRouting();
        app.UseCors();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAdminGuard();
        app.UseUtf8Bodies();
        app.UseIdempotency();
        app.MapFeatures();
        app.MapStripeSimulator(settings);
        app.MapLiveKitSimulator(settings);
        return app;
    }

    /// <summary>Reads the configuration. The program's own files (appsettings.json) are beside it, wherever it is started from.</summary>
    internal static WebApplicationBuilder CreateBuilder(string[] args) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

    private static IServiceCollection AddGrains(this IServiceCollection services, FrontSettings settings)
    {
        try
        {
            return settings.IsFrontOnly ? services.AddMindBotClient(settings.Storage) : services.AddMindBotSilo(settings.Storage);
        }
        catch (InvalidOperationException wrong)
        {
            throw new InvalidSettingException(wrong.Message, wrong);
        }
    }

    private static void MapFeatures(this WebApplication app)
    {
        app.MapHealth();
        app.MapApiDocument();
        var api = app.MapGroup("").MayAnswer(ErrorCodes.TemporarilyUnavailable);
        api.MapUsers();
        api.MapPasswords();
        api.MapAccounts();
        api.MapPricing();
        api.MapTimeCards();
        api.MapGifts();
        api.MapBalance();
        api.MapVoiceSessions();
        api.MapRoomTokens();
        api.MapSessionHistory();
        api.MapLedger();
        api.MapPayments();
        api.MapCoupons();
        api.MapPlans();
        api.MapPersonas();
        api.MapCustomPersonas();
        api.MapPersonaSessions();
        api.MapRatings();
        api.MapSubscriptions();
        api.MapUserSubscription();
        api.MapAds();
        api.MapAnalytics();
        app.MapStripeWebhook();
        api.MapAdmin();
        app.MapLiveKitWebhook();
    }
}
