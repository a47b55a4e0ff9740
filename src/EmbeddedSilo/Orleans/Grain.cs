using System.Diagnostics.CodeAnalysis;
using MindBot.EmbeddedSilo.Activations;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The base class of grain classes.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Only the silo constructs grains; outside of an activation there is no context and the members below throw.</summary>
    protected Grain() => GrainContext = Activation.Current;

    /// <inheritdoc/>
    [AllowNull]
    public IGrainContext GrainContext { get; private set; }

    /// <summary>The grain's type and key, as in <c>wallet/user-1</c>.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.Of(this).Silo.GrainFactory;

    /// <summary>The services of this activation.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>Deactivates this activation as soon as no call is running; waiting calls go to a new activation.</summary>
    protected void DeactivateOnIdle() => Activation.Of(this).DeactivateOnIdle();

    /// <summary>
    /// Keeps the idle collection away for at least <paramref name="timeSpan"/>. <see cref="Timeout.InfiniteTimeSpan"/> keeps it away for good,
    /// zero or less takes back an earlier delay. <see cref="DeactivateOnIdle"/> is not held up by it.
    /// </summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.Of(this).DelayDeactivation(timeSpan);

    /// <summary>Runs after the constructor and after persistent state is read, before the first call. If it throws, the activation fails.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call, when the activation is going away. It is not run when the process dies.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
