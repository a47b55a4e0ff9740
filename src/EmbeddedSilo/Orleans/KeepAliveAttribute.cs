namespace Orleans;

/// <summary>Idleness never ends an activation of this grain class.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class KeepAliveAttribute : Attribute;
