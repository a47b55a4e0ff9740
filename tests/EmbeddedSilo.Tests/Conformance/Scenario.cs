using Microsoft.Extensions.DependencyInjection;
using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>
/// A story that is played on a silo and leaves a trace. Scenarios and their grains know nothing but the Orleans API and the fixture, so the same
/// sources play on Microsoft Orleans; the traces in <c>Traces</c> were recorded there.
/// </summary>
/// <param name="Feature">Which trace file it belongs to.</param>
/// <param name="Name">A sentence, unique in its feature.</param>
/// <param name="PlayAsync">The story.</param>
public sealed record Scenario(string Feature, string Name, Func<Stage, Task> PlayAsync)
{
    /// <summary>What runs around the calls of all the suite's grains, in order of registration.</summary>
    public IReadOnlyList<CallFilter> Filters { get; init; } = [];

    /// <summary>All scenarios, by feature.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. TurnScenarios.All,
        .. CallScenarios.All,
        .. CancellationScenarios.All,
        .. FilterScenarios.All,
        .. FilterFailureScenarios.All,
        .. FilterTurnScenarios.All,
        .. TimerScenarios.All,
        .. ReminderScenarios.All,
        .. StateScenarios.All,
        .. ActivationScenarios.All,
        .. LifecycleScenarios.All,
        .. LoadScenarios.All,
    ];

    /// <summary>Plays it on a silo of its own.</summary>
    /// <returns>The trace that it left.</returns>
    public async Task<IReadOnlyList<string>> TraceAsync()
    {
        await using var silo = await TestSilo.StartShortAsync(services =>
        {
            foreach (var filter in Filters)
                services.AddSingleton<IIncomingGrainCallFilter>(provider => new ScenarioFilter(filter, provider.GetRequiredService<Journal>()));
        });
        var stage = new Stage(silo);
        await PlayAsync(stage);
        return stage.Trace;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Feature}: {Name}";
}
