namespace Orleans.Runtime;

/// <summary>Anything that can be addressed by a <see cref="GrainId"/>: a grain or a reference to one.</summary>
public interface IAddressable;
