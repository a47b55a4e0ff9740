namespace Orleans.Concurrency;

/// <summary>Nobody waits for the method: its task is complete at once, its result and exceptions go to the log only.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
