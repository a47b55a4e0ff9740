using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Tests.Server;

/// <summary>The whole server on a free port, with a data folder of its own. One for all contract tests but those that change it.</summary>
public sealed class FrontServer : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-front-").FullName;
    private readonly Action<IServiceCollection>? configure;
    private readonly string[] settings = [];
    private WebApplication? app;
    private readonly ErrorWatch errors = new();
    private int users;

    public FrontServer()
    {
    }

    private FrontServer(Action<IServiceCollection>? configure, string[] settings) => (this.configure, this.settings) = (configure, settings);

    public Uri Address { get; private set; } = null!;

    public string DataFolder => folder;

    public IServiceProvider Services => app!.Services;

    public HttpClient Anonymous { get; private set; } = null!;

    /// <summary>What no client sends is refused before it gets to an endpoint, with errors that the endpoint does not document.</summary>
    public bool IsUnderAttack { get; set; }

    /// <summary>Another server, with services and settings of its own; its owner disposes of it.</summary>
    public static async Task<FrontServer> StartAnother(Action<IServiceCollection>? configure, params string[] settings)
    {
        var server = new FrontServer(configure, settings);
        await server.InitializeAsync();
        return server;
    }

    public async Task InitializeAsync()
    {
        app = FrontApplication.Build(
            ["--urls", "http://127.0.0.1:0", "--data", folder, "--environment", "Development", "--MINDBOT_LIMIT_REGISTRATIONS", "100000", "--MINDBOT_LIMIT_COMMANDS", "1000",
                "--MINDBOT_CORS_ORIGINS", "https://app.example.com", "--Logging:LogLevel:Default", "Warning", .. SiloPorts.Take(), .. settings],
            services =>
            {
                services.AddSingleton<IStartupFilter>(errors);
                configure?.Invoke(services);
            });
        await app.StartAsync();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Anonymous = new HttpClient { BaseAddress = Address };
    }

    public async Task DisposeAsync()
    {
        Anonymous.Dispose();
        await app!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        if (!IsUnderAttack) errors.AssertAllDocumented();
    }

    /// <summary>A new user with an empty wallet.</summary>
    public async Task<ApiUser> NewUser()
    {
        var email = $"user{Interlocked.Increment(ref users)}@example.com";
        using var answer = await Anonymous.PostAsJsonAsync("/auth/register", new { email, password = "secure_password", full_name = "John Doe" });
        var signedIn = await answer.Json();
        return new ApiUser(WithToken(signedIn.Text("access_token")), email, signedIn);
    }

    /// <summary>A new user who has bought a package.</summary>
    public async Task<ApiUser> NewUserWith(string packageId)
    {
        var user = await NewUser();
        await user.Post("/time/purchase", new { package_id = packageId, payment_method_id = "pm_card_visa" }).Ok();
        return user;
    }

    public HttpClient WithToken(string token) => new()
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };
}

[CollectionDefinition(Name)]
public sealed class FrontCollection : ICollectionFixture<FrontServer>
{
    public const string Name = "front";
}
