"""A lab of real Keras trainings whose causes are known by construction and whose truth is measured."""
