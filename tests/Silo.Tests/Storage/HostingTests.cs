using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MindBot.Silo.Storage;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MindBot.Silo.Tests.Storage;

public sealed class HostingTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_last_writes_of_a_stopping_service_are_kept_wherever_it_was_registered(bool isServiceFirst)
    {
        using (var host = BuildHost(services =>
        {
            if (isServiceFirst)
                services.AddHostedService<WritesWhenStopped>();
            services.AddGroupCommitStorage(folder.Location);
            if (!isServiceFirst)
                services.AddHostedService<WritesWhenStopped>();
        }))
        {
            await host.StartAsync();
            await host.StopAsync();
            using var freed = DataFolder.Open(folder.Path);
            Assert.True(freed.WasClosedCleanly);
            freed.MarkClosedCleanly();
        }
        using var reopened = folder.Open();
        Assert.NotNull(await reopened.Rows.ReadAsync(new RowKey("state/late", "1")));
    }

    [Fact]
    public async Task A_folder_in_use_stops_the_start()
    {
        using var held = DataFolder.Open(folder.Path);
        using var host = BuildHost(services => services.AddGroupCommitStorage(folder.Location));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => host.StartAsync());
    }

    [Fact]
    public async Task Limits_that_make_no_sense_stop_the_start()
    {
        using var host = BuildHost(services => services
            .AddGroupCommitStorage(folder.Location)
            .Configure<RowStoreOptions>(options => options.QueueCapacity = 0));
        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }

    private static IHost BuildHost(Action<IServiceCollection> configure)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        configure(builder.Services);
        return builder.Build();
    }

    private sealed class WritesWhenStopped([FromKeyedServices("mindbot")] IGrainStorage storage, IReminderTable reminders) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            await storage.WriteStateAsync("state", GrainId.Create("late", "1"), new GrainState<object>(new object()));
            Assert.Empty((await reminders.ReadRows(0, 0)).Reminders);
        }
    }
}
