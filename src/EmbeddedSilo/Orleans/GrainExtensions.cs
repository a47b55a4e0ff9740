using MindBot.EmbeddedSilo.Activations;
using Orleans.Runtime;

namespace Orleans;

/// <summary>What can be asked of a grain or of a reference to one.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to <paramref name="grain"/> through <typeparamref name="TGrainInterface"/>, to hand to others.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => grain switch
    {
        null => throw new ArgumentNullException(nameof(grain)),
        GrainReference reference => (TGrainInterface)reference.Silo.GrainFactory.Refer(reference.GrainId, typeof(TGrainInterface)),
        IGrainBase instance => (TGrainInterface)Activation.Of(instance).Silo.GrainFactory.Refer(instance.GrainContext.GrainId, typeof(TGrainInterface)),
        _ => throw NotAGrain(grain),
    };

    /// <summary>The id of <paramref name="grain"/>.</summary>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        null => throw new ArgumentNullException(nameof(grain)),
        GrainReference reference => reference.GrainId,
        IGrainBase instance => instance.GrainContext.GrainId,
        _ => throw NotAGrain(grain),
    };

    /// <summary>The string key of <paramref name="grain"/>.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => GetGrainId(grain).Key.ToString();

    private static ArgumentException NotAGrain(IAddressable grain) =>
        new($"{grain.GetType()} is neither a grain nor a grain reference.", nameof(grain));
}
