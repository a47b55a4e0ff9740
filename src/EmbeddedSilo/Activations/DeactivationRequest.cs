using Orleans;

namespace MindBot.EmbeddedSilo.Activations;

/// <summary>Asks an activation, from outside of its turns, to go away.</summary>
internal sealed record DeactivationRequest(DeactivationReason Reason, bool OnlyIfIdle = false)
{
    /// <summary>The request of the idle collection.</summary>
    public static DeactivationRequest Idle { get; } =
        new(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Nothing has called it for its collection age."), OnlyIfIdle: true);
}
