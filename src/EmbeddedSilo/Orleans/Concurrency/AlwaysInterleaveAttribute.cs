namespace Orleans.Concurrency;

/// <summary>The method may interleave with every other. Belongs on the grain interface.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
