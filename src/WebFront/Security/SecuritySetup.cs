using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;

namespace MindBot.WebFront.Security;

internal static class SecuritySetup
{
    /// <summary>Balance streams are opened by <c>EventSource</c>, which sends no headers: they also take a ticket from the query.</summary>
    public const string StreamPolicy = "stream";

    private const string TicketScheme = "Ticket";

    public static IServiceCollection AddSecurity(this IServiceCollection services, AuthKey key)
    {
        services.AddSingleton(key);
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<Passwords>();
        services.AddSingleton(PasswordPolicy.Load());
        services.AddSingleton(provider => new SecurityVersions(provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<TimeProvider>()));
        // Authentication brings data protection along, for cookies that we do not have: it needs no keys on disk.
        services.AddDataProtection().DisableAutomaticKeyGeneration();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer().AddJwtBearer(TicketScheme, _ => { });
        Configure(services, JwtBearerDefaults.AuthenticationScheme, AccessTokens.ApiAudience);
        Configure(services, TicketScheme, AccessTokens.StreamAudience);
        services.AddOptions<JwtBearerOptions>(TicketScheme).Configure(options => options.Events.OnMessageReceived = context =>
        {
            context.Token = context.Request.Query["ticket"];
            if (string.IsNullOrEmpty(context.Token)) context.NoResult();
            return Task.CompletedTask;
        });
        services.AddAuthorizationBuilder().AddPolicy(StreamPolicy, policy => policy
            .AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme, TicketScheme)
            .RequireAuthenticatedUser());
        return services;
    }

    private static void Configure(IServiceCollection services, string scheme, string audience) =>
        services.AddOptions<JwtBearerOptions>(scheme).Configure<AuthKey, TimeProvider, SecurityVersions>((options, key, time, versions) =>
        {
            options.MapInboundClaims = false;
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(new RememberingTokenHandler(time));
            options.TokenValidationParameters = AccessTokens.Checks(key, time, audience);
            options.Events = new JwtBearerEvents
            {
                OnTokenValidated = async context =>
                {
                    if (!await versions.Accept(context.Principal!)) context.Fail("The account has made this token void.");
                },
            };
        });
}
