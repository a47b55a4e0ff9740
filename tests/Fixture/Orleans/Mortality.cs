using Orleans;
using Orleans.Runtime;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>
/// Makes a silo in this process die at once as far as anybody can tell: its grains' calls are never answered and never arrive, its timers do not fire, and outside callers get
/// a <see cref="SiloUnavailableException"/>.
/// </summary>
internal sealed class Mortality : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    private readonly TaskCompletionSource death = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<MortalClock> clocks = [];

    public void Die()
    {
        if (!death.TrySetResult()) return;
        foreach (var clock in clocks) clock.Die();
    }

    /// <summary>The clock for this silo, with timers that are late by <paramref name="lateness"/>.</summary>
    public TimeProvider Of(TimeProvider clock, TimeSpan lateness = default)
    {
        var mortal = new MortalClock(clock, lateness);
        clocks.Add(mortal);
        return mortal;
    }

    public Task Invoke(IIncomingGrainCallContext context) => death.Task.IsCompleted ? Never() : context.Invoke();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (!death.Task.IsCompleted)
        {
            var call = context.Invoke();
            if (await Task.WhenAny(call, death.Task) == call)
            {
                await call;
                return;
            }
        }

        if (context.SourceContext?.GrainInstance is Grain) await Never();
        throw new SiloUnavailableException("The silo has died.");
    }

    private static Task Never() => new TaskCompletionSource().Task;
}
