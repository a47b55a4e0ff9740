using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MindBot.EmbeddedSilo.Hosting;
using MindBot.EmbeddedSilo.Tests.Activations;
using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;

namespace MindBot.EmbeddedSilo.Tests.Hosting;

public sealed class HostTests
{
    [Fact]
    public async Task The_silo_runs_in_a_generic_host_on_the_system_clock()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(new Journal());
        builder.Services.AddEmbeddedSilo(options => options.GrainAssemblies.Add(typeof(HostTests).Assembly));
        using var host = builder.Build();
        await host.StartAsync();

        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPlainGrain>("a");
        Assert.Equal(await grain.Touch(), await grain.Touch());
        await host.StopAsync();

        Assert.Equal(["activated", "deactivated ShuttingDown"], host.Services.GetRequiredService<Journal>().Entries);
    }

    [Fact]
    public void A_time_that_is_not_positive_stops_the_start()
    {
        var services = new ServiceCollection().AddEmbeddedSilo(options => options.CollectionAge = TimeSpan.Zero).BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IGrainFactory>());
    }

    [Fact]
    public async Task A_grain_without_its_storage_fails_its_calls_and_names_the_storage()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(new Journal());
        builder.Services.AddEmbeddedSilo(options => options.GrainAssemblies.Add(typeof(HostTests).Assembly));
        using var host = builder.Build();
        await host.StartAsync();

        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IShutdownGrain>("a");
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(grain.Get);
        Assert.Contains("\"Main\"", exception.Message);
    }
}
