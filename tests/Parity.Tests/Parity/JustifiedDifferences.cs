using System.Collections.Frozen;

namespace MindBot.Parity.Tests.Parity;

/// <summary>Every way in which the embedded silo may differ from Orleans, and why. Whatever is no longer so must leave this list.</summary>
internal static class JustifiedDifferences
{
    /// <summary>Interfaces that only a silo implements, so that code of ours does not notice members that it never calls.</summary>
    public static FrozenDictionary<string, string> SmallerInterfaces { get; } = new Dictionary<string, string>
    {
        ["Orleans.IGrainFactory"] = "Our grains have string keys and no observers.",
        ["Orleans.Runtime.IGrainContext"] =
            "Our grains ask it for their id, services and deactivation; the rest is how Orleans' own runtime drives activations.",
        ["Orleans.Serialization.Invocation.IInvokable"] =
            "Call filters get it with its target set; Orleans' own runtime sets it after the request has travelled.",
    }.ToFrozenDictionary();

    /// <summary>Single lines. None so far.</summary>
    public static FrozenDictionary<Difference, string> Lines { get; } = FrozenDictionary<Difference, string>.Empty;
}
