using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of all grain interfaces.</summary>
public interface IGrain : IAddressable;

/// <summary>The base of grain interfaces whose grains are identified by a string.</summary>
public interface IGrainWithStringKey : IGrain;
