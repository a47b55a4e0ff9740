using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using MindBot.WebFront.Hosting;
using MindBot.WebFront.Payments;
using MindBot.WebFront.VoiceRooms;

namespace MindBot.WebFront.Tests.Deploy;

/// <summary>What the container files and manifests say of the programs is what the programs are: names, ports, paths, routes, times.</summary>
public sealed partial class DeployFilesTests
{
    private const string Dockerfile = "deploy/Dockerfile", Compose = "deploy/compose.yaml", Silo = "deploy/kubernetes/silo.yaml",
        Front = "deploy/kubernetes/front.yaml", Migrate = "deploy/kubernetes/migrate.yaml", Settings = "deploy/kubernetes/settings.yaml",
        ComposeSecrets = "deploy/env.example", Secrets = "deploy/kubernetes/secrets.env.example";

    /// <summary>Of the images and tools that the files use, not of our programs.</summary>
    private static readonly string[] Others =
        ["POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_DB", "HOST_ADDRESS", "LIVEKIT_CONFIG", "ASPNETCORE_HTTP_PORTS", "DOTNET_EnableDiagnostics", "APP_UID", "HOSTNAME", "FULL"];

    public static TheoryData<string> All => [.. Repository.Files("deploy", "*").Where(path => !path.EndsWith(".sql", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_setting_that_a_file_names_is_one_that_the_programs_read(string path)
    {
        var source = string.Concat(Repository.Files("src", "*.cs").Select(Repository.Read));
        var names = SettingName().Matches(Repository.Read(path)).Select(match => match.Value).Distinct().Except(Others);
        Assert.All(names, name => Assert.Contains($"\"{name}\"", source, StringComparison.Ordinal));
    }

    [Fact]
    public void With_every_setting_filled_in_a_front_starts_in_production_in_either_way()
    {
        var compose = Names(Compose).Concat(Names(ComposeSecrets));
        var kubernetes = Names(Settings).Concat(Names(Secrets));
        Assert.All(new[] { compose, kubernetes }, names =>
        {
            var settings = FrontSettings.Read(Filled(names), new Production());
            Assert.True(settings.IsFrontOnly);
            Assert.NotNull(settings.Storage.Database);
            Assert.NotNull(settings.AdminKey);
            Assert.NotEmpty(settings.CorsOrigins);
        });
    }

    [Theory]
    [InlineData("MINDBOT_AUTH_KEY")]
    [InlineData("STRIPE_SECRET_KEY")]
    [InlineData("STRIPE_WEBHOOK_SECRET")]
    [InlineData("LIVEKIT_URL")]
    [InlineData("LIVEKIT_API_SECRET")]
    public void Without_one_of_them_it_would_not(string missing)
    {
        var names = Names(Settings).Concat(Names(Secrets));
        Assert.Throws<InvalidSettingException>(() => FrontSettings.Read(Filled(names.Where(name => name != missing)), new Production()));
    }

    [Fact]
    public void No_file_holds_a_secret() => Assert.All(
        Repository.Read(ComposeSecrets).Split('\n').Concat(Repository.Read(Secrets).Split('\n'))
            .Where(line => line.Contains("KEY=", StringComparison.Ordinal) || line.Contains("SECRET=", StringComparison.Ordinal) || line.Contains("PASSWORD=", StringComparison.Ordinal)),
        line => Assert.EndsWith("=", line));

    [Fact]
    public void What_the_images_are_made_of_is_there()
    {
        var file = Repository.Read(Dockerfile);
        var projects = Regex.Matches(file, @"dotnet publish (\S+)").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(["src/WebFront/WebFront.csproj", "src/Silo/Silo.csproj"], projects);
        Assert.All(projects, project => Assert.True(Repository.Has(project), project));
        var programs = projects.Select(project => Regex.Match(Repository.Read(project), "<AssemblyName>(.*)</AssemblyName>").Groups[1].Value + ".dll");
        var started = Regex.Matches(file, @"ENTRYPOINT \[""dotnet"", ""(.*)""\]").Select(match => match.Groups[1].Value);
        Assert.Equal(programs.Order(), started.Distinct().Order());

        var context = Repository.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        Assert.All(context, path => Assert.True(Repository.Has(path), path));
        string[] needed = ["src", "catalog", "deploy/postgres", "Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt", "global.json"];
        Assert.Empty(needed.Except(context));
    }

    [Fact]
    public void The_images_that_are_run_are_the_images_that_are_built()
    {
        var targets = Regex.Matches(Repository.Read(Dockerfile), @"FROM \S+ AS (\S+)").Select(match => match.Groups[1].Value).ToList();
        var compose = Regex.Matches(Repository.Read(Compose), @"target: ([a-z]+)").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(["front", "silo"], compose.Distinct().Order());
        Assert.All([.. compose, "embedded"], target => Assert.Contains(target, targets));
        Assert.Contains("image: mindbot-silo\n", Repository.Read(Silo));
        Assert.Contains("image: mindbot-front\n", Repository.Read(Front));
        Assert.Contains("image: mindbot-silo\n", Repository.Read(Migrate));
        Assert.All([Compose, Migrate], path => Assert.Contains($"[{MindBot.Silo.Storage.MigrateCommand.Name}]", Repository.Read(path)));
    }

    [Fact]
    public void Silos_listen_where_they_are_looked_for()
    {
        // Orleans' own defaults; EndpointOptions is not part of every build.
        const string SiloPort = "11111", GatewayPort = "30000";
        var code = Repository.Read("src/Silo/Hosting/Orleans/ClusterSettings.cs");
        Assert.Contains("EndpointOptions.DEFAULT_SILO_PORT", code);
        Assert.Contains("EndpointOptions.DEFAULT_GATEWAY_PORT", code);
        Assert.Contains($"EXPOSE {SiloPort} {GatewayPort}\n", Repository.Read(Dockerfile));
        Assert.Contains($"/dev/tcp/$HOSTNAME/{GatewayPort}", Repository.Read(Dockerfile));
        Assert.Contains($"name: silo, containerPort: {SiloPort}", Repository.Read(Silo));
        Assert.Contains($"name: gateway, containerPort: {GatewayPort}", Repository.Read(Silo));
    }

    [Fact]
    public async Task Probes_and_webhooks_go_to_routes_that_there_are()
    {
        var probed = Regex.Matches(Repository.Read(Front) + Repository.Read(Dockerfile), @"(?:path: |GET )(/[a-z]+)").Select(match => match.Groups[1].Value).Distinct();
        Assert.Equal(["/healthz", "/readyz"], probed.Order());
        Assert.All([StripeWebhookEndpoints.Path, LiveKitWebhookEndpoints.Path], path => Assert.Contains($"http://front:8080{path}", Repository.Read(Compose)));

        var server = await Server.FrontServer.StartAnother(null);
        try
        {
            using var client = new HttpClient { BaseAddress = server.Address };
            foreach (var path in new[] { "/healthz", "/readyz" }) Assert.True((await client.GetAsync(path)).IsSuccessStatusCode, path);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public void The_runbook_explains_every_metric_and_no_other()
    {
        var made = Metric().Matches(string.Concat(Repository.Files("src", "*.cs").Select(Repository.Read))).Select(match => match.Value.Trim('"'));
        var explained = Metric().Matches(Repository.Read("docs/operations.md").Replace('`', '"')).Select(match => match.Value.Trim('"'));
        Assert.Equal(made.Distinct().Order(), explained.Distinct().Order());
    }

    [Fact]
    public void Whoever_stops_a_program_waits_longer_than_it_may_take()
    {
        var drain = Seconds("src/Silo/Hosting/Orleans/GrainHost.cs", @"LongestStop = TimeSpan\.FromSeconds\((\d+)\)");
        var front = Seconds("src/WebFront/Hosting/KestrelSetup.cs", @"ShutdownTimeout = TimeSpan\.FromSeconds\((\d+)\)");
        var pause = Seconds(Front, @"command: \[sleep, ""(\d+)""\]");
        Assert.InRange(Seconds(Silo, @"terminationGracePeriodSeconds: (\d+)"), drain + 1, drain * 2);
        Assert.InRange(Seconds(Front, @"terminationGracePeriodSeconds: (\d+)"), front + pause + 1, (front + pause) * 2);
        Assert.InRange(Seconds(Compose, @"target: silo[\s\S]*?stop_grace_period: (\d+)s"), drain + 1, drain * 2);
        Assert.InRange(Seconds(Compose, @"target: front[\s\S]*?stop_grace_period: (\d+)s"), front + 1, front * 2);
    }

    [Theory]
    [InlineData(Silo)]
    [InlineData(Front)]
    [InlineData(Migrate)]
    public void Containers_run_without_rights_on_a_file_system_that_they_cannot_change(string path)
    {
        var manifest = Repository.Read(path);
        Assert.All(
            ["runAsNonRoot: true", "readOnlyRootFilesystem: true", "allowPrivilegeEscalation: false", "drop: [ALL]", "mountPath: /tmp", "secretRef: {name: mindbot}"],
            line => Assert.Contains(line, manifest));
        Assert.DoesNotContain("stringData", manifest);
    }

    private static int Seconds(string path, string pattern) =>
        int.Parse(Regex.Match(Repository.Read(path), pattern).Groups[1].Value, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Names(string path) => SettingName().Matches(Repository.Read(path)).Select(match => match.Value).Distinct();

    /// <summary>The image sets the role.</summary>
    private static IConfiguration Filled(IEnumerable<string> names)
    {
        Assert.Contains("ENV MINDBOT_ROLE=front\n", Repository.Read(Dockerfile));
        var values = names.Distinct().ToDictionary(name => name, ValueOf);
        values["MINDBOT_ROLE"] = "front";
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    private static string? ValueOf(string name) => name switch
    {
        "MINDBOT_DATABASE" => "Host=postgres;Username=mindbot;Database=mindbot",
        "LIVEKIT_URL" => "wss://livekit.example.com",
        "MINDBOT_PUBLIC_URL" or "MINDBOT_CORS_ORIGINS" => "https://app.example.com",
        _ => "0123456789abcdef0123456789abcdef",
    };

    [GeneratedRegex(@"\b(?:MINDBOT|STRIPE|LIVEKIT|SMTP|MAIL|OTEL|POSTGRES|HOST|ASPNETCORE|DOTNET)_[A-Za-z_]+\b")]
    private static partial Regex SettingName();

    [GeneratedRegex(@"""mindbot\.(?:silo|storage|session|clock)\.[a-z_.]+""")]
    private static partial Regex Metric();

    private sealed class Production : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
