using System.Collections.Immutable;

namespace MindBot.Simulation.Stories;

/// <summary>After <paramref name="WaitMs"/> something happens to a user. <paramref name="Luck"/> decides its details, and nothing else does.</summary>
public readonly record struct Step(int WaitMs, Deed Deed, int User, int Luck);

/// <summary>
/// A story as data: told again it goes the same way, without some of its steps it is another, shorter story. A slow one lasts for weeks, with fewer steps:
/// what takes days happens in it by itself.
/// </summary>
public sealed record Story(int Seed, Weather Weather, bool IsSlow, int Users, ImmutableArray<Step> Steps);
