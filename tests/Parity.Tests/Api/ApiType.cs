using System.Collections.Immutable;

namespace MindBot.Parity.Tests.Api;

/// <summary>A public type as canonical text: one line for each thing that code compiled against it can notice.</summary>
/// <param name="Name">Full name with the generic arity, as in <c>Orleans.IGrainState`1</c>.</param>
/// <param name="Source">Where it was read.</param>
internal sealed record ApiType(string Name, string Source, ImmutableSortedSet<string> Lines)
{
    /// <summary>
    /// Leaving out a member only makes a type smaller. Leaving out one of these lines makes it a different one: code that compiles without
    /// them may not compile with them.
    /// </summary>
    public IEnumerable<string> BindingLines =>
        Lines.Where(line => line.Split(' ')[0] is "kind" or "base" or "generic" or "usage" or "required" or "obsolete"
            || line.Contains(" abstract ", StringComparison.Ordinal));
}
