using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MindBot.Silo.Hosting;

/// <summary>
/// A silo that stops has its sessions leave the memory before everything else. Orleans has all grains leave at once, and where no other silo takes them no wallet comes back
/// to take a session's last checkpoint. A session that a call brings back meanwhile leaves in the next pass, or with everything else.
/// </summary>
internal sealed class SessionDrain(LocalSessions sessions, TimeProvider clock, ILogger<SessionDrain> log) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Sessions that leave at a time: enough for their checkpoints to share commits, few enough for none to wait out its call.</summary>
    private const int AtATime = 512;

    /// <summary>In a cluster other silos' calls bring sessions back as long as this one takes part: the last ones are handed on with everything else.</summary>
    private const int Passes = 3;

    /// <summary>A third of the time that a stop may take. Who is not served by then is handed on without it, and loses at most a checkpoint interval.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private int confirmed;
    private int unconfirmed;

    /// <remarks>
    /// What stops in the stage of <see cref="ServiceLifecycleStage.Active"/> stops first, and together: reminders and the gateway, so that no more calls come from outside.
    /// Only in the stages below the silo leaves the cluster, and its grains the memory.
    /// </remarks>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(SessionDrain), ServiceLifecycleStage.Active, _ => Task.CompletedTask, Drain);

    private async Task Drain(CancellationToken hurry)
    {
        using var patience = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hurry, patience.Token);
        try
        {
            for (var pass = 0; pass < Passes && sessions.Present.Count > 0; pass++)
                await Parallel.ForEachAsync(
                    sessions.Present.Keys.ToList(),
                    new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = either.Token },
                    Leave);
        }
        catch (OperationCanceledException)
        {
            log.LogWarning("The stop does not wait any longer for the last checkpoints of {Sessions} sessions", sessions.Present.Count);
        }

        if (confirmed + unconfirmed > 0)
            log.LogInformation("{Confirmed} live sessions made their last checkpoint, {Unconfirmed} could not", confirmed, unconfirmed);
    }

    private async ValueTask Leave(IGrainContext context, CancellationToken stopWaiting)
    {
        if (!sessions.Present.TryGetValue(context, out var session)) return;
        // Not cancelled with the wait: whoever is late still leaves in order.
        context.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo stops."), CancellationToken.None);
        await context.Deactivated.WaitAsync(stopWaiting);
        if (session.IsConfirmedAtEnd is not { } isConfirmed) return;
        if (isConfirmed) Interlocked.Increment(ref confirmed);
        else Interlocked.Increment(ref unconfirmed);
    }
}

public static class SessionDrainExtensions
{
    public static ISiloBuilder DrainSessions(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<LocalSessions>();
        silo.Services.AddSingleton<IConfigureGrainContextProvider>(provider => provider.GetRequiredService<LocalSessions>());
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SessionDrain>();
        return silo;
    }
}
