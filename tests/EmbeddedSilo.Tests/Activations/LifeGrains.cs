using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Activations;

public interface ILifeGrain : IGrainWithStringKey
{
    Task<string> Touch();

    Task Hold(string door);

    Task Leave();

    Task LeaveThenHold(string door);

    Task Delay(TimeSpan time);

    Task Tick(bool keepAlive);
}

/// <summary>Which activations fail, and how often.</summary>
public abstract class LifeGrainBase(Journal journal) : Grain, ILifeGrain
{
    private static int _instances;

    private readonly string _instance = $"#{Interlocked.Increment(ref _instances)}";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Add("activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Add($"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<string> Touch() => Task.FromResult(_instance);

    public Task Hold(string door) => journal.PassAsync(door);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task LeaveThenHold(string door)
    {
        DeactivateOnIdle();
        await journal.PassAsync(door);
        journal.Add("left");
    }

    public Task Delay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task Tick(bool keepAlive)
    {
        var minute = TimeSpan.FromMinutes(1);
        this.RegisterGrainTimer(() => Task.CompletedTask, new() { DueTime = minute, Period = minute, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }
}

public interface IPlainGrain : ILifeGrain;

public sealed class PlainGrain(Journal journal) : LifeGrainBase(journal), IPlainGrain;

public interface IKeptGrain : ILifeGrain;

[KeepAlive]
public sealed class KeptGrain(Journal journal) : LifeGrainBase(journal), IKeptGrain;

public interface IShortLivedGrain : ILifeGrain;

[CollectionAgeLimit(Minutes = 3)]
public sealed class ShortLivedGrain(Journal journal) : LifeGrainBase(journal), IShortLivedGrain;

public interface IFragileGrain : IGrainWithStringKey
{
    Task Touch();
}

/// <summary>Its activation waits at a door and fails while the journal has no entry "healed".</summary>
[GrainType("fragile-thing")]
public sealed class FragileGrain(Journal journal) : Grain, IFragileGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Add("activating");
        await journal.PassAsync("activation");
        if (!journal.Entries.Contains("healed")) throw new FormatException("fragile");
    }

    public Task Touch() => Task.CompletedTask;
}

public interface IBareGrain : IGrainWithStringKey
{
    Task<string> Describe();
}

/// <summary>A grain that does not derive from <see cref="Grain"/>.</summary>
public sealed class BareGrain(IGrainContext context, IGrainFactory grains, Journal journal) : IGrainBase, IBareGrain, IDisposable
{
    public IGrainContext GrainContext => context;

    public Task OnActivateAsync(CancellationToken token)
    {
        journal.Add("bare activated");
        return Task.CompletedTask;
    }

    public async Task<string> Describe()
    {
        await grains.GetGrain<IPlainGrain>("neighbour").Touch();
        this.DeactivateOnIdle();
        return $"{context.GrainId} {ReferenceEquals(context.GrainInstance, this)}";
    }

    public void Dispose() => journal.Add("bare disposed");
}
