using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;

namespace MindBot.EmbeddedSilo.Tests.Calls;

/// <summary>What the conformance suite does not say of call filters.</summary>
public sealed class FilterTests
{
    [Fact]
    public async Task A_filter_may_ask_the_container_for_the_grain_factory()
    {
        await using var silo = await StartAsync<GreetingFilter>();

        Assert.Equal("other greets a greets Ada", await silo.Grain<ICallGrain>().Greet("Ada"));
    }

    [Fact]
    public async Task A_filter_that_cannot_be_made_fails_the_start() =>
        await Assert.ThrowsAsync<InvalidOperationException>(StartAsync<NeedyFilter>);

    [Fact]
    public async Task A_filter_that_calls_the_grain_it_runs_around_closes_a_circle()
    {
        await using var silo = await StartAsync<CircularFilter>();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(silo.Grain<ICallGrain>().Nothing);

        Assert.StartsWith("Deadlock", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_sees_the_method_of_the_class_and_of_the_interface_that_declares_it()
    {
        var filter = new NotingFilter();
        await using var silo = await TestSilo.StartAsync(services: services => services.AddSingleton<IIncomingGrainCallFilter>(filter));

        await silo.Grain<ICallGrain>().Overloaded("text");
        Assert.Equal(typeof(CallGrain).GetMethod(nameof(CallGrain.Overloaded), [typeof(string)]), filter.Implementation);
        Assert.Equal(typeof(ICallGrain).GetMethod(nameof(ICallGrain.Overloaded), [typeof(string)]), filter.Interface);

        await silo.Grain<ICallGrain>().Greet("Ada");
        Assert.Equal(typeof(CallGrain).GetMethod(nameof(CallGrain.Greet)), filter.Implementation);
        Assert.Equal(typeof(IGreeter).GetMethod(nameof(IGreeter.Greet)), filter.Interface);
    }

    private static Task<TestSilo> StartAsync<TFilter>()
        where TFilter : class, IIncomingGrainCallFilter =>
        TestSilo.StartAsync(services: static services => services.AddSingleton<IIncomingGrainCallFilter, TFilter>());

    private sealed class GreetingFilter(IGrainFactory grains) : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            await context.Invoke();
            if (context.TargetId.Key.ToString() != "other") context.Result = await grains.GetGrain<ICallGrain>("other").Greet((string)context.Result!);
        }
    }

    private sealed class NeedyFilter(Version missing) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => throw new NotSupportedException(missing.ToString());
    }

    private sealed class CircularFilter(IGrainFactory grains) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => grains.GetGrain<ICallGrain>(context.TargetId.Key.ToString()).Nothing();
    }

    private sealed class NotingFilter : IIncomingGrainCallFilter
    {
        public MethodInfo? Implementation { get; private set; }

        public MethodInfo? Interface { get; private set; }

        public Task Invoke(IIncomingGrainCallContext context)
        {
            Implementation = context.ImplementationMethod;
            Interface = context.InterfaceMethod;
            return context.Invoke();
        }
    }
}
