// Whether Orleans is idle is known of the whole process only.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
