namespace Orleans;

/// <summary>Marks attributes that say what the silo passes to a grain's constructor.</summary>
public interface IFacetMetadata;
