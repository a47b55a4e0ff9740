using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>What a scenario does around the calls of grains.</summary>
public delegate Task CallFilter(IIncomingGrainCallContext call, Journal journal);

/// <summary>A scenario's filter of all calls of the suite's grains. Orleans has its filters run around calls of its own grains too.</summary>
public sealed class ScenarioFilter(CallFilter filter, Journal journal) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) =>
        context.Grain.GetType().Assembly == typeof(ScenarioFilter).Assembly ? filter(context, journal) : context.Invoke();
}
